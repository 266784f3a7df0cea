/**
 * Models of others that fer4j can use, such as the face detector YuNet: which they are, where they
 * come from, under which licence, and whether they are available.
 *
 * <p>Nothing here reaches for the network except {@link
 * io.github.fer4j.infer.zoo.ModelZoo#fetch(ZooModel)} and its overload, and those never do where
 * the environment has {@code FER_OFFLINE=1}.
 */
@NullMarked
package io.github.fer4j.infer.zoo;

import org.jspecify.annotations.NullMarked;
