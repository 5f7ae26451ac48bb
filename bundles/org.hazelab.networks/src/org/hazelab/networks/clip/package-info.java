// SPDX-License-Identifier: Apache-2.0
/**
 * CLIP (A. Radford et al., "Learning Transferable Visual Models From Natural Language Supervision", ICML 2021), frozen:
 * features of images and of prompts, as parts of any network.
 */
package org.hazelab.networks.clip;
