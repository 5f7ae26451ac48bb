// SPDX-License-Identifier: Apache-2.0
/** What a method declares so that it can be trained on the images of tables, by operations that know no method. */
package org.hazelab.methods.recipe;
