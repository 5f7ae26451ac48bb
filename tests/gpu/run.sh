#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What to run on a machine with a GPU of NVIDIA (or on a Mac with Apple silicon), to the end in about 10 minutes: doctor,
# parity of networks with the processor, rates by batch, training, both with TF32 and without, and the verdict of auto.
#
# It has not been run on any GPU yet, only as a rehearsal on processors. If you run it, please report all that it prints.
#
#   HAZELAB_LIBTORCH=/home/you/hazelab-torch/lib/python3.X/site-packages/torch tests/gpu/run.sh [DEVICE]
#
# DEVICE is cuda:0 (default), another cuda:N, mps, or cpu for the rehearsal. The README, "Use an NVIDIA GPU", tells how to
# get PyTorch 2.7.1 for CUDA. Needs a JDK of 17 or newer; builds HazeLab if it is not built. HAZELAB_CLASSPATH names a
# class path with all bundles and libraries to use instead; doctor is left out then.
#
# Exit codes: 0 all is right, 1 something is wrong, 2 wrong command line or it could not start, 3 there is no such GPU
set -u

root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
device=${1:-cuda:0}
case $device in
  cuda:[0-9] | cuda:[0-9][0-9] | mps | cpu) ;;
  *) echo "run.sh: $device is no device: choose cuda:0, mps, or cpu for a rehearsal." >&2; exit 2 ;;
esac
[ $# -le 1 ] || { echo "run.sh: one device at a time." >&2; exit 2; }

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null 2>&1 || { echo "run.sh: no Java found. Install a JDK 17 or newer." >&2; exit 2; }

# Runs a command for at most so many seconds, where the system can do that.
limited() {
  seconds=$1
  shift
  if command -v timeout >/dev/null 2>&1; then timeout "$seconds" "$@"; else "$@"; fi
}

title() {
  printf '\n== %s\n' "$1"
}

title "Machine"
uname -srm
if command -v nvidia-smi >/dev/null 2>&1; then
  nvidia-smi --query-gpu=name,driver_version,memory.total,compute_cap --format=csv 2>&1
else
  echo "There is no nvidia-smi."
fi
echo "PyTorch: ${HAZELAB_LIBTORCH:-that of HazeLab, which computes on the processor only except on a Mac}"

wrong=0
if [ -n "${HAZELAB_CLASSPATH:-}" ]; then
  classpath=$HAZELAB_CLASSPATH
else
  title "Doctor"
  limited 900 "$root/hazelab" doctor
  [ $? -eq 0 ] || wrong=1
  plugins=$root/releng/host/target/hazelab/plugins
  classpath=
  for part in "$plugins"/org.hazelab.*.jar "$plugins"/org.hazelab.runtime*/ "$plugins"/org.hazelab.runtime_*/lib/*.jar; do
    [ ! -e "$part" ] || classpath=$classpath${classpath:+:}$part
  done
  [ -n "$classpath" ] || { echo "run.sh: HazeLab could not be built, see above." >&2; exit 2; }
fi

# Keeps going after a part that is wrong, so that one run tells all there is to tell.
check() {
  title "$1"
  shift
  limited 240 "$@"
  code=$?
  case $code in
    0) ;;
    3) exit 3 ;;
    124) echo "run.sh: ended after 240 s."; wrong=1 ;;
    *) wrong=1 ;;
  esac
}

check "Networks on $device, as PyTorch sets it (TF32 on GPUs from Ampere on)" \
  "$java" -cp "$classpath" "$root/tests/gpu/GpuCheck.java" "$device" 64 128
case $device in
  cuda:*)
    check "Networks on $device, all 32 bits (NVIDIA_TF32_OVERRIDE=0)" \
      env NVIDIA_TF32_OVERRIDE=0 "$java" -cp "$classpath" "$root/tests/gpu/GpuCheck.java" "$device" 128
    ;;
esac

title "Result"
if [ $wrong -eq 0 ]; then echo "All is right on $device."; else echo "Something is wrong on $device, see above."; fi
exit $wrong
