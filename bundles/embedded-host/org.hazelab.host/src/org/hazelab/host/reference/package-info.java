// SPDX-License-Identifier: Apache-2.0
/** The node reference, made from what the nodes say of themselves. */
package org.hazelab.host.reference;
