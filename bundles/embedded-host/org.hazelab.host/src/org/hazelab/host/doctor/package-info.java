// SPDX-License-Identifier: Apache-2.0
/** Looks whether this machine has what the host needs. */
package org.hazelab.host.doctor;
