// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/storedatasets.h"

#include "tests/benchmarks/temporaryfolder.h"

#include <iostream>

namespace desk {
namespace {

std::vector<std::filesystem::path> filesIn(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto &each : std::filesystem::directory_iterator(folder, error)) {
        if (each.path().extension() == ".csv")
            files.push_back(each.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

// The simulator's points at 1 Hz, as JSON lines.
Result<void> simulate(const std::string &duration, const std::filesystem::path &file)
{
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::string command = "'" + (self.parent_path() / "constellation").string() +
                                "' simulate --seed 1 --satellites 20 --rate 1 --start 2026-01-01T00:00:00Z "
                                "--speed max --stdout --duration " +
                                duration + " > '" + file.string() + "'";
    if (std::system(command.c_str()) != 0)
        return failure(ErrorCode::notFound, "constellation simulate does not run: build it first");
    return {};
}

} // namespace

Result<std::vector<std::unique_ptr<StoreData>>> StoreDataSets::make() const
{
    std::vector<std::unique_ptr<StoreData>> list;
    const auto take = [&](Result<std::unique_ptr<StoreData>> made) -> Result<void> {
        if (!made)
            return tl::unexpected(made.error());
        list.push_back(*std::move(made));
        return {};
    };
    const TemporaryFolder folder;
    std::map<std::string, std::vector<std::filesystem::path>> sets;
    for (const char *name : {"spacecraft", "cloudwatch", "gpu"})
        sets[name] = filesIn(shared / name);
    sets["simulator"] = {folder.path / "simulator.jsonl"};
    Result<void> taken = simulate(simulated, sets["simulator"].front());
    std::vector<std::filesystem::path> real;
    for (const char *name : {"spacecraft", "cloudwatch", "gpu", "simulator"}) {
        const auto &files = sets[name];
        if (files.empty())
            std::cerr << name << ": passed over; no files in " << (shared / name).string() << '\n';
        else if (taken && wants(only, name))
            taken = take(StoreData::files(name, files));
        real.insert(real.end(), files.begin(), files.end());
    }
    // All of it in one store: what the demand on size is about.
    if (taken && real.size() > 1 && wants(only, "real"))
        taken = take(StoreData::files("real", real));
    if (taken && wants(only, "synthetic"))
        taken = take(StoreData::synthetic(points, entities));
    if (!taken)
        return tl::unexpected(taken.error());
    return list;
}

} // namespace desk
