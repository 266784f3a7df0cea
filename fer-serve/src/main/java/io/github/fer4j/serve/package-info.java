/**
 * Predictions over HTTP. {@link io.github.fer4j.serve.FerService} adds its routes to any Javalin
 * application; {@link io.github.fer4j.serve.FerServer} is a server of its own with the bounds and
 * the orderly shutdown that a server on a network needs.
 */
package io.github.fer4j.serve;
