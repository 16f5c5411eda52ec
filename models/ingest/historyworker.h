// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/historyquery.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace desk {

// Answers questions about the past on a thread of its own, several in turns, so that no question holds up the
// ingest thread or waits for a longer one. The names it writes come from a copy of the dictionary that
// follows what is published. ask() and the destructor: the ingest thread, or any other one.
class HistoryWorker
{
public:
    // Called on the worker's thread; not at all when the worker ends before.
    using Done = std::function<void(ServerResponse &&)>;

    // The source may read names in the dictionary it is given, on the worker's thread.
    using MakeSource = std::function<std::unique_ptr<HistorySource>(const SeriesDictionary &)>;
    // names: its published definitions are read.
    HistoryWorker(const SeriesDictionary &names, const MakeSource &makeSource);
    ~HistoryWorker();

    void ask(HistoryQuery::Request request, Done done);

private:
    struct Question
    {
        HistoryQuery::Request request;
        Done done;
        std::unique_ptr<HistoryQuery> query; // once it was begun
    };
    void run();
    void learnNames();

    const SeriesDictionary &m_names;
    std::mutex m_mutex; // guards m_asked and m_stop
    std::condition_variable m_wake;
    std::deque<Question> m_asked;
    bool m_stop = false;
    // The rest is the thread's own.
    SeriesDictionary m_copy;
    std::unique_ptr<HistorySource> m_source;
    DictionaryCursor m_known;
    FrameEncoder m_encoder{m_copy};
    std::deque<Question> m_running;
    std::thread m_thread;
};

} // namespace desk
