// SPDX-License-Identifier: Apache-2.0
/** Numbers in files of weights: their types, reading them, and names made fit for messages. */
package org.hazelab.runtime.file.numbers;
