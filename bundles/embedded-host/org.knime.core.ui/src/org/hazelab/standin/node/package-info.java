// SPDX-License-Identifier: Apache-2.0
/** Nodes as the host sees them: what they say of themselves, and how they are configured and executed. */
package org.hazelab.standin.node;
