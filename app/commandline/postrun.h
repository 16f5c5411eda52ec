// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/filesurvey.h"
#include "app/commandline/pointposter.h"
#include "app/commandline/postprogress.h"
#include "app/commandline/postresume.h"
#include "models/telemetry/timeservice.h"

namespace desk {

struct PostRunOptions
{
    std::vector<std::string> files; // - = stdin
    ConnectionOptions connection;
    PointFileOptions reading;
    PointPoster::Options posting;
    std::optional<Stamp> stamp;
    std::string deadLetters;  // a file; empty = the server is waited for
    std::string resume;       // likewise; empty = from the beginning
    std::string readingWords; // how the files are read, see PostResume
    bool loop = false;
    bool dryRun = false;
    bool json = false;
};

// One call of `constellation post`: reads all files through once, decides about their times, posts them, sums
// up. On the main thread.
class PostRun
{
public:
    explicit PostRun(PostRunOptions options);

    // The program's exit code; everything is said by then.
    int run();

private:
    Result<void> open();
    int dryRun();
    int post();
    Result<void> prepare();
    Result<void> postRound(PointPoster &poster);
    Result<void> postSource(PointPoster &poster, std::size_t number);
    Result<void> nextRound();
    void plan(bool first);
    int sumUp(const PointPoster &poster, const Result<void> &ended, const std::string &url);
    void printJson(const PointPoster &poster, const Result<void> &ended, const std::string &url) const;

    PostRunOptions m_options;
    Interruption m_interruption;
    SystemTimeService m_time;
    std::vector<PointSource> m_sources;
    FileSurvey m_survey;
    StampPlan m_plan;
    std::optional<PostResume> m_resume;
    std::optional<DeadLetterFile> m_letters;
    std::size_t m_source = 0; // that is being posted
    RowComplaints m_skipped;  // while posting
    std::uint64_t m_rounds = 0;
    ProgressLine m_line;
    PostProgress m_progress;
    double m_seconds = 0;
};

} // namespace desk
