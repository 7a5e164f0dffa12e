// Where DATA lies: whether there is room.
#include <sys/statvfs.h>

#include "app/doctor.h"
#include "store/copy.h"

namespace usher::app {
namespace {

using Is = Finding::Is;

std::string in_mib(std::uint64_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

Finding room_on(Disk const& disk, std::string const& todo) {
    auto says =
        in_mib(disk.free_bytes) + " are free; the data takes up " + in_mib(disk.data_bytes) + ".";
    if (disk.is_read_only)
        return {"disk", Is::wrong, "The file system of " + disk.data + " is read-only.",
                "Look at the kernel's log (dmesg): a disk that fails is mounted so."};
    if (disk.free_bytes < least_free_bytes)
        return {"disk", Is::wrong, says + " Writes will be refused.", todo};
    if (disk.free_bytes < enough_free_bytes || disk.free_bytes < disk.data_bytes)
        return {"disk", Is::notice, says + " A backup needs as much room as the data.", todo};
    return {"disk", Is::good, says};
}

}  // namespace

Findings judged(Disk const& disk) {
    auto todo = "Make room on the file system of " + disk.data + ", or move it to a larger one.";
    Findings all{room_on(disk, todo)};
    if (disk.free_names && *disk.free_names < least_free_names)
        all.push_back(
            {"disk", Is::wrong, "The file system has hardly a name left for new files.", todo});
    return all;
}

void examine_disk(Findings& all, Config const& config) {
    struct statvfs about{};
    if (::statvfs(config.data.c_str(), &about) != 0) return;
    Disk disk{config.data};
    disk.is_read_only = (about.f_flag & ST_RDONLY) != 0;
    disk.free_bytes = std::uint64_t{about.f_bavail} * about.f_frsize;
    disk.data_bytes = std::uint64_t{store::database_bytes(config.data)};
    if (about.f_files > 0) disk.free_names = about.f_favail;
    for (auto& found : judged(disk)) all.push_back(std::move(found));
}

}  // namespace usher::app
