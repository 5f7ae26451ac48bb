// SPDX-License-Identifier: Apache-2.0
/** Reads workflows in KNIME's own format: folders and .knwf files, as KNIME 5.8 and newer write them. */
package org.hazelab.host.workflow;
