// SPDX-License-Identifier: Apache-2.0
/** The JDK's decoders and encoders ({@code javax.imageio}): what they get to read, and the samples that they give. */
package org.hazelab.imaging.io.codec;
