// SPDX-License-Identifier: Apache-2.0
/** Loads workflows into nodes and executes them. */
package org.hazelab.host.run;
