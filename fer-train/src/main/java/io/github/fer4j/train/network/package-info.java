/**
 * The network as data: a list of layers that the training engines, the exporter and the parameter
 * table all read. It is declared once, so that they cannot drift apart.
 */
package io.github.fer4j.train.network;
