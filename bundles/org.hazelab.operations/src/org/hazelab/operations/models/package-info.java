// SPDX-License-Identifier: Apache-2.0
/**
 * Reading, writing and using model files.
 */
package org.hazelab.operations.models;
