// SPDX-License-Identifier: Apache-2.0
/** Nodes that only the tests of the host use. */
package org.hazelab.testnodes;
