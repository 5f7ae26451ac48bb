// SPDX-License-Identifier: Apache-2.0
/** How parameters are stored and described, by reflection over their fields. */
package org.hazelab.standin.parameters;
