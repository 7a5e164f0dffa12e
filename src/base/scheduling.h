// What the kernel is told of this process's threads, and what it allows them.
#pragma once

namespace usher {

// The processors that this process may run on, at least 1: fewer than the machine has where a
// cpuset of a container, taskset or CPUAffinity= of a unit says so. A quota of their time does not.
int cores();

// The calling thread, and each that it starts from now on, runs often and briefly: where it wakes
// it does not wait for the end of somebody's slice. For a kernel that knows of it (Linux 6.12);
// to others it makes no difference, and where it is forbidden, neither.
void answer_soon();

// The calling thread runs behind the others of this process, long at a time: what takes the
// processor for so long that others should not notice. It still gets a tenth of a core that all of
// them want.
void stay_behind();

}  // namespace usher
