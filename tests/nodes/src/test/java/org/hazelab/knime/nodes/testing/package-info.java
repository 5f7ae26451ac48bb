// SPDX-License-Identifier: Apache-2.0
/** What the tests of all nodes share: running a node as the embedded host does, tables, pictures, image files. */
package org.hazelab.knime.nodes.testing;
