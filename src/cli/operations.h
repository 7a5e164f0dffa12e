// The commands of who operates an instance.
#pragma once

#include "cli/command.h"

namespace usher::cli {

void add_doctor(CLI::App&, Context&);
void add_restart(CLI::App&, Context&);
void add_backup(CLI::App&, Context&);
void add_restore(CLI::App&, Context&);
void add_jobs(CLI::App&, Context&);
void add_operator(CLI::App&, Context&);
void add_support(CLI::App& account, Context&);

}  // namespace usher::cli
