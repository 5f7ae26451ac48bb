// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceScope;
import org.hazelab.runtime.DeviceTensor;

/** Copies of some groups, which stay on the device. */
final class Snapshot implements AutoCloseable {

    private final ComputeDevice device;
    private final List<StateGroup> originals;
    private final List<List<DeviceTensor>> copies = new ArrayList<>();

    /** Takes the first copies. */
    Snapshot(ComputeDevice device, List<StateGroup> originals, Progress progress) throws HazeLabException {
        this.device = device;
        this.originals = originals;
        try {
            device.run(progress, this::begin);
        } catch (HazeLabException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private Void begin(DeviceScope scope) {
        for (StateGroup original : originals) {
            List<DeviceTensor> group = new ArrayList<>();
            copies.add(group);
            for (DeviceTensor tensor : original.tensors(scope)) {
                group.add(scope.keep(scope.copy(tensor)));
            }
        }
        return null;
    }

    /** The copies, under the names of their originals. */
    List<StateGroup> groups() {
        List<StateGroup> groups = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            groups.add(originals.get(i).copies(copies.get(i)));
        }
        return groups;
    }

    /** Copies again. */
    void take(Progress progress) throws HazeLabException {
        device.run(progress, scope -> copy(scope, true));
    }

    /** Writes the copies over their originals. */
    void restore(Progress progress) throws HazeLabException {
        device.run(progress, scope -> copy(scope, false));
    }

    private Void copy(DeviceScope scope, boolean take) {
        for (int group = 0; group < copies.size(); group++) {
            List<DeviceTensor> tensors = originals.get(group).tensors(scope);
            for (int i = 0; i < tensors.size(); i++) {
                DeviceTensor copy = copies.get(group).get(i);
                (take ? copy : tensors.get(i)).set(take ? tensors.get(i) : copy);
            }
        }
        return null;
    }

    @Override
    public void close() {
        copies.forEach(group -> group.forEach(DeviceTensor::close));
    }
}
