// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.cli;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.hazelab.host.ExitCode;
import org.hazelab.host.doctor.Doctor;

/** The application {@code org.hazelab.host.doctor}: tells whether this machine has what is needed. */
public final class DoctorApplication implements IApplication {

    /** For the extension point. */
    public DoctorApplication() {
        // nothing to prepare
    }

    @Override
    public Object start(final IApplicationContext context) {
        context.applicationRunning();
        ScratchFolder.deleteAtExit();
        Doctor doctor = new Doctor();
        System.out.print(doctor.report());
        return Integer.valueOf((doctor.allWell() ? ExitCode.OK : ExitCode.DOCTOR).number());
    }

    @Override
    public void stop() {
        // it ends by itself
    }
}
