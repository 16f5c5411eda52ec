// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionfiles.h"
#include "models/processing/seriescatalogue.h"
#include "models/timeseries/serieshistory.h"

#include <QPointer>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>

namespace desk {

// History out of session files, read on a thread of its own. GUI thread.
class RecordedHistory final : public SeriesHistory
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordedHistory)

public:
    struct Source
    {
        std::function<std::vector<std::filesystem::path>()> files; // any thread
        bool isFolder = true;                                   // its files come, go and change their names
        std::function<std::optional<Timestamp>()> horizon = {}; // what came later is not told; any thread
    };

    // names: of the ids that are asked by; GUI thread.
    RecordedHistory(Source source, const SeriesCatalogue &names, QObject *parent = nullptr);
    ~RecordedHistory() override;

    void ask(const QObject *asker, SeriesId series, const HistorySpan &span, Receiver receiver) override;

protected:
    void dropQuestions() override;

private:
    struct Name // ids of files may be others
    {
        std::string node;
        std::string dst;
        std::string metric;
        std::string labels;
    };
    struct Question
    {
        QPointer<const QObject> asker; // looked at on the GUI thread only
        const QObject *key = nullptr;
        SeriesId series{};
        Name name;
        HistorySpan span;
        Receiver receiver;
        std::uint64_t epoch = 0;
    };
    void work(const std::stop_token &stop);
    [[nodiscard]] Answer read(const Question &question);
    [[nodiscard]] bool reaches(SessionFiles::File &file, const HistorySpan &span);
    [[nodiscard]] Name nameOf(SeriesId series) const;

    const Source m_source;
    const SeriesCatalogue &m_names;
    std::mutex m_mutex; // guards m_questions
    std::condition_variable_any m_asked;
    std::deque<Question> m_questions;
    SessionFiles m_files;                                 // of the thread
    std::map<std::uint64_t, SessionReader::Span> m_spans; // of finished ones, by identity; of the thread
    std::jthread m_thread;                                // last: it uses the others
};

} // namespace desk
