// SPDX-License-Identifier: Apache-2.0
/** What the losses of all methods are made of: terms with weights and names, and how alike two images look. */
package org.hazelab.methods.loss;
