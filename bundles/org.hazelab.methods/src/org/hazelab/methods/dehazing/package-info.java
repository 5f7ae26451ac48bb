// SPDX-License-Identifier: Apache-2.0
/**
 * What methods dehaze images with, whatever their networks: images cut into tiles and put together again, batches of
 * tiles that fit the memory, and the checks of what comes in.
 */
package org.hazelab.methods.dehazing;
