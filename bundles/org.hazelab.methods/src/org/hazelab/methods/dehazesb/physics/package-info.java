// SPDX-License-Identifier: Apache-2.0
/** What DehazeSB takes from the physics of haze: airlight and transmission that its physical prior starts from. */
package org.hazelab.methods.dehazesb.physics;
