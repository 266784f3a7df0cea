/**
 * The network as data: a list of layers that the training engines, the exporter and the parameter
 * table all read. It is declared once, so that they cannot drift apart.
 */
@NullMarked
package io.github.fer4j.train.network;

import org.jspecify.annotations.NullMarked;
