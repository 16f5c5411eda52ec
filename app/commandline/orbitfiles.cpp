// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/orbitfiles.h"

#include "app/commandline/textfile.h"

#include "models/datalink/demodata.h"

namespace desk {
namespace {

Result<std::string> textOf(const std::string &file, std::string_view otherwise)
{
    return file.empty() ? std::string(otherwise) : readTextFile(file);
}

template <class Parsed>
Result<Parsed> named(const std::string &file, Result<Parsed> parsed)
{
    if (parsed || file.empty())
        return parsed;
    Error error = parsed.error();
    error.message.insert(0, file + ": ");
    return tl::unexpected(error);
}

} // namespace

Result<OrbitFiles> OrbitFiles::read(const std::string &elements, const std::string &stations)
{
    auto lines = textOf(elements, demoElements());
    auto table = textOf(stations, demoStations());
    if (!lines || !table)
        return tl::unexpected(!lines ? lines.error() : table.error());
    auto sets = named(elements, parseElements(*lines));
    auto sites = named(stations, readStations(*table));
    if (!sets || !sites)
        return tl::unexpected(!sets ? sets.error() : sites.error());
    return OrbitFiles{*std::move(lines), *std::move(table), *std::move(sets), *std::move(sites)};
}

} // namespace desk
