// SPDX-License-Identifier: Apache-2.0
/** The commands: run, nodes, doctor. */
package org.hazelab.host.cli;
