// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/historyworker.h"

#include <limits>

namespace desk {
namespace {
constexpr std::size_t noLimit = std::numeric_limits<std::size_t>::max(); // the original has its own
}

HistoryWorker::HistoryWorker(const SeriesDictionary &names, const MakeSource &makeSource)
    : m_names(names)
    , m_copy({noLimit, noLimit, noLimit})
    , m_source(makeSource(m_copy))
    , m_thread([this] { run(); })
{
}

HistoryWorker::~HistoryWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void HistoryWorker::ask(HistoryQuery::Request request, Done done)
{
    {
        const std::lock_guard lock(m_mutex);
        m_asked.push_back({std::move(request), std::move(done), nullptr});
    }
    m_wake.notify_one();
}

// Definitions come in the order in which they were made, so that the copy gives them the same ids.
void HistoryWorker::learnNames()
{
    const DictionaryChanges changes = m_names.changesSince(m_known);
    m_known = changes.cursor;
    for (const NodeDefinition &node : changes.nodes)
        static_cast<void>(m_copy.node(node.name, node.type));
    for (const EntityDefinition &entity : changes.entities)
        static_cast<void>(m_copy.entity(entity.node, entity.dst));
    for (const SeriesDefinition &series : changes.series)
        static_cast<void>(m_copy.seriesByName(series.entity, series.metric, series.kind, series.labels));
    for (const TextDefinition &text : changes.texts)
        static_cast<void>(m_copy.textCode(text.series, text.text));
    m_copy.publish();
}

void HistoryWorker::run()
{
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stop || !m_asked.empty() || !m_running.empty(); });
            if (m_stop)
                return;
            for (Question &question : m_asked)
                m_running.push_back(std::move(question));
            m_asked.clear();
        }
        Question question = std::move(m_running.front());
        m_running.pop_front();
        if (!question.query) {
            learnNames();
            question.query = std::make_unique<HistoryQuery>(question.request, m_copy, *m_source);
        }
        if (question.query->step())
            question.done(question.query->answer(m_encoder));
        else
            m_running.push_back(std::move(question));
    }
}

} // namespace desk
