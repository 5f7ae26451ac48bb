// SPDX-License-Identifier: Apache-2.0
/** The nodes that are installed, as their plugin.xml says. */
package org.hazelab.host.registry;
