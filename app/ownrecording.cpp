// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ownrecording.h"

#include "models/archive/sessionfolder.h"
#include "models/archive/sessionlogreader.h"
#include "models/instance/recordingoverview.h"

#include <algorithm>

namespace desk {

namespace {
constexpr std::ptrdiff_t mostFinished = 8;     // a week of days
constexpr std::chrono::seconds firstSurvey{3}; // the start is busy enough
constexpr std::chrono::milliseconds surveyOften = std::chrono::seconds{5};
constexpr std::chrono::milliseconds surveySeldom = std::chrono::minutes{1};
// Of this file and the ones finished last, as far as they can be read.
SessionLog earlier(const std::filesystem::path &file)
{
    std::vector<std::filesystem::path> files = finishedSessions(file.parent_path());
    std::ranges::sort(files);
    if (std::ssize(files) > mostFinished)
        files.erase(files.begin(), files.end() - mostFinished);
    files.push_back(file);
    SessionLog all;
    for (const auto &one : files) {
        const auto reader = SessionLogReader::open(one);
        if (auto log = reader ? reader->gapsAndNotes() : tl::unexpected(reader.error()))
            all.append(*std::move(log));
    }
    std::ranges::stable_sort(all.gaps, {}, &SessionGap::known);
    return all;
}

} // namespace

OwnRecording::OwnRecording(std::function<std::filesystem::path()> file, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_reading([this, file = m_file()] { finish([this, log = earlier(file)] { Q_EMIT read(log); }); })
{
    connect(&m_timer, &QTimer::timeout, this, &OwnRecording::survey);
    m_timer.start(firstSurvey);
}

// On the reading thread; done() runs on ours.
void OwnRecording::finish(std::function<void()> done)
{
    QMetaObject::invokeMethod(
        this,
        [this, done = std::move(done)] {
            m_isReading = false;
            done();
        },
        Qt::QueuedConnection);
}

void OwnRecording::survey()
{
    const std::filesystem::path file = m_file();
    if (file.empty() || m_isReading) // a slow disk is not waited for
        return;
    m_isReading = true;
    m_reading = std::jthread([this, file] {
        auto overview = readOverview(file);
        finish([this, overview = std::move(overview)] {
            if (!overview)
                return;
            // A short recording soon looks different.
            const auto length = std::chrono::duration_cast<std::chrono::milliseconds>(overview->bounds.end -
                                                                                      overview->bounds.start);
            m_timer.setInterval(std::clamp(length / 20, surveyOften, surveySeldom));
            Q_EMIT surveyed(*overview);
        });
    });
}

} // namespace desk
