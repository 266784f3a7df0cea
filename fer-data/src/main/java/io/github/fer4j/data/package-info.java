/**
 * FER2013: its file, its three splits, and what is done to a training face before the network sees
 * it.
 *
 * <p>{@link io.github.fer4j.data.FerDataset} holds a whole file in memory, pixels as bytes. It
 * reads through {@link io.github.fer4j.data.FerRecordReader}, a DataVec record reader that can also
 * be used by itself in a DataVec pipeline. What the file cannot say without error becomes a {@link
 * io.github.fer4j.data.MalformedDataException}, which names file and row.
 *
 * <p>{@link io.github.fer4j.data.Augmentation} turns a face into the floats of a training batch:
 * one warp from the 48x48 source to the side that is asked for, and nothing but the resize when a
 * network is evaluated.
 */
@NullMarked
package io.github.fer4j.data;

import org.jspecify.annotations.NullMarked;
