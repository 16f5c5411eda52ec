// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/pointposter.h"
#include "app/commandline/postintake.h"
#include "app/commandline/postprogress.h"

namespace desk {

struct IntakeRunOptions
{
    PostIntake::Options intake;
    ConnectionOptions connection;
    PointPoster::Options posting;
    std::string deadLetters; // a file; empty = producers are told 503
    bool json = false;
};

// One call of `constellation post --intake`: takes points by HTTP and posts them until it is interrupted,
// then delivers what waits for up to 4 s. On the main thread.
class IntakeRun
{
public:
    explicit IntakeRun(IntakeRunOptions options);

    // The program's exit code; everything is said by then.
    int run();

private:
    Result<void> relay(PointPoster &poster, PostIntake &intake);
    int sumUp(const PointPoster &poster, const PostIntake &intake, const Result<void> &ended,
              const std::string &url);

    IntakeRunOptions m_options;
    Interruption m_interruption;
    SystemTimeService m_time;
    std::optional<DeadLetterFile> m_letters;
    ProgressLine m_line;
    PostProgress m_progress;
    double m_seconds = 0;
};

} // namespace desk
