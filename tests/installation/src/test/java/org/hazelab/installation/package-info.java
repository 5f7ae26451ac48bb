// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of what users get: the update site, and the nodes as p2 installs them from it into an Equinox that holds
 * nothing but the embedded host.
 */
package org.hazelab.installation;
