// SPDX-License-Identifier: Apache-2.0
/** What nodes say of themselves, for the host. */
package org.hazelab.standin.description;
