// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/postresume.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t longestBeginning = 4096;
constexpr std::array stampWords{"file", "shift", "now"}; // by Stamp

// FNV-1a, 64 bit (draft-eastlake-fnv).
std::uint64_t hashOf(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

tl::unexpected<Error> damaged(const std::string &path, const std::string &why)
{
    return failure(ErrorCode::parseError, path + " (--resume) " + why + "; delete it to begin anew");
}

tl::unexpected<Error> unwritable(const std::string &path, const char *why)
{
    return failure(ErrorCode::storageUnavailable,
                   path + " (--resume) cannot be written: " + why + "; make room or name another file");
}

} // namespace

Result<PostResume::Beginning> PostResume::beginningOf(const std::string &file, std::size_t bytes)
{
    std::ifstream in(file, std::ios::binary);
    std::string text(bytes, '\0');
    in.read(text.data(), static_cast<std::streamsize>(bytes));
    if (in.bad() || (!in.is_open()))
        return failure(ErrorCode::notFound, file + " cannot be read: " + std::strerror(errno));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return Beginning{text.size(), hashOf(text)};
}

Result<PostResume> PostResume::open(const std::string &path, const std::vector<std::string> &files,
                                    const std::string &reading, const std::string &run, Timestamp now)
{
    PostResume resume;
    resume.m_path = path;
    resume.m_reading = reading;
    std::ifstream in(path, std::ios::binary);
    if (!in.is_open()) {
        if (errno != ENOENT)
            return failure(ErrorCode::notFound, path + " (--resume) cannot be read: " + std::strerror(errno));
        resume.m_run = run;
        resume.m_begun = now;
        for (const std::string &file : files) {
            const auto beginning = beginningOf(file, longestBeginning);
            if (!beginning)
                return tl::unexpected(beginning.error());
            resume.m_files.push_back({file, 0, *beginning});
        }
        if (auto saved = resume.save(); !saved)
            return tl::unexpected(saved.error());
        return resume;
    }
    resume.m_isResumed = true;
    if (auto loaded = resume.load({std::istreambuf_iterator<char>(in), {}}); !loaded)
        return tl::unexpected(loaded.error());
    if (resume.m_reading != reading)
        return damaged(path, "belongs to a run with other options (" + resume.m_reading + ")");
    bool same = files.size() == resume.m_files.size();
    for (std::size_t i = 0; same && i < files.size(); ++i)
        same = files[i] == resume.m_files[i].file;
    if (!same)
        return damaged(path, "belongs to other files (the first is " + resume.m_files.front().file + ")");
    for (const Place &place : resume.m_files) {
        const auto beginning = beginningOf(place.file, place.beginning.bytes);
        if (!beginning)
            return tl::unexpected(beginning.error());
        if (*beginning != place.beginning)
            return damaged(path, "belongs to another " + place.file + ", which began otherwise");
    }
    return resume;
}

Result<void> PostResume::load(const std::string &text)
{
    try {
        const Json json = Json::parse(text);
        m_run = json.at("run").get<std::string>();
        m_reading = json.at("reading").get<std::string>();
        m_begun = fromNanoseconds(json.at("begun").get<std::int64_t>());
        if (const auto stamp = json.at("stamp").get<std::string>(); !stamp.empty()) {
            const auto *const word = std::find(stampWords.begin(), stampWords.end(), stamp);
            if (word == stampWords.end())
                return damaged(m_path, "is damaged");
            m_stamp = static_cast<Stamp>(word - stampWords.begin());
        }
        m_shift = std::chrono::nanoseconds(json.at("shift").get<std::int64_t>());
        m_round = json.at("round").get<std::uint64_t>();
        m_sent = json.at("sent").get<std::uint64_t>();
        const Json &files = json.at("files");
        for (const auto &file : files)
            m_files.push_back({file.at("file").get<std::string>(),
                               file.at("points").get<std::uint64_t>(),
                               {file.at("beginning").at("bytes").get<std::size_t>(),
                                file.at("beginning").at("hash").get<std::uint64_t>()}});
    } catch (const Json::exception &) {
        return damaged(m_path, "is no such file or is damaged");
    }
    for (const Place &place : m_files) {
        if (place.beginning.bytes > longestBeginning)
            return damaged(m_path, "is damaged");
    }
    return m_files.empty() ? Result<void>(damaged(m_path, "is damaged")) : Result<void>{};
}

std::uint64_t PostResume::sentOfRound() const
{
    std::uint64_t points = 0;
    for (const Place &place : m_files)
        points += place.points;
    return points;
}

StampPlan PostResume::plan(std::optional<Stamp> asked, const FileTimes &times)
{
    if (m_stamp)
        return StampPlan::goOn(*m_stamp, m_shift, times, m_begun);
    const StampPlan plan = StampPlan::decide(asked, times, m_begun);
    m_stamp = plan.stamp();
    m_shift = plan.shift();
    return plan;
}

Result<void> PostResume::advance(std::size_t file, std::uint64_t points)
{
    m_files[file].points += points;
    m_sent += points;
    return save();
}

Result<void> PostResume::nextRound(Timestamp now)
{
    ++m_round;
    m_begun = now;
    m_stamp.reset();
    for (Place &place : m_files)
        place.points = 0;
    return save();
}

// In place of the old one. It waits for no disk: what a power failure takes back is posted again, at worst.
Result<void> PostResume::save() const
{
    Json files = Json::array();
    for (const Place &place : m_files)
        files.push_back({{"file", place.file},
                         {"points", place.points},
                         {"beginning", {{"bytes", place.beginning.bytes}, {"hash", place.beginning.hash}}}});
    const Json json{{"run", m_run},
                    {"reading", m_reading},
                    {"begun", nanoseconds(m_begun)},
                    {"stamp", m_stamp ? stampWords[static_cast<std::size_t>(*m_stamp)] : ""},
                    {"shift", m_shift.count()},
                    {"round", m_round},
                    {"sent", m_sent},
                    {"files", std::move(files)}};
    const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    const std::string fresh = m_path + ".new";
    const int out = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (out < 0)
        return unwritable(m_path, std::strerror(errno));
    errno = ENOSPC; // what a short write means
    const bool written = ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    const int code = written ? 0 : errno;
    ::close(out);
    if (!written)
        return unwritable(m_path, std::strerror(code));
    if (::rename(fresh.c_str(), m_path.c_str()) != 0)
        return unwritable(m_path, std::strerror(errno));
    return {};
}

} // namespace desk
