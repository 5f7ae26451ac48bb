// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.doctor;

/**
 * One thing that was looked at.
 *
 * @param topic what
 * @param value what was found
 * @param remedy what to do, empty where all is well
 */
record Finding(String topic, String value, String remedy) {

    static Finding fine(final String topic, final String value) {
        return new Finding(topic, value, "");
    }

    boolean isProblem() {
        return !remedy.isEmpty();
    }
}
