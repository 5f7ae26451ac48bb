// SPDX-License-Identifier: Apache-2.0
/**
 * One class of ours inside DJL's package: DJL keeps the declarations of its native methods package-private. Nothing
 * else lives here, and nothing but {@link ai.djl.pytorch.jni.TorchCalls} is used of it.
 */
package ai.djl.pytorch.jni;
