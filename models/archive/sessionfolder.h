// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace desk {

// The session files of a data folder: session.desk is being recorded, session-<begin>.desk are finished.
// Beside a file may lie SQLite's -wal and -shm, which belong to it. Pure functions over the file system, any
// thread.

std::vector<std::filesystem::path> finishedSessions(const std::filesystem::path &folder);
// Those and the one that is being recorded.
std::vector<std::filesystem::path> allSessions(const std::filesystem::path &folder);

// Of a file however it is called, as long as it is there: the one that was recorded keeps it when it is
// finished. 0: there is none.
std::uint64_t sessionIdentity(const std::filesystem::path &file);
bool isFinishedSession(const std::filesystem::path &file); // by its name

// What a file that began at this time is called once it is finished: session-20261121T140307250Z.desk, or
// with a number behind it where there is one of that name already.
std::filesystem::path nameOfFinished(const std::filesystem::path &folder, Timestamp begin);
// With what lies beside them; the file itself last, so that under its new name all of it is there.
void renameSession(const std::filesystem::path &from, const std::filesystem::path &to);
// Whether the file went.
bool removeSession(const std::filesystem::path &file);
// Bytes of the file and of the log beside it.
std::uint64_t sessionBytes(const std::filesystem::path &file);

} // namespace desk
