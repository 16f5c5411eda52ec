// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/recordedpredictions.h"

#include "models/archive/sessionreader.h"
#include "models/forecast/forecastrecord.h"

#include <algorithm>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr auto lookAtHeadEvery = 500ms;
constexpr auto longestStep = 2min; // of the head, that is followed row by row
constexpr auto stands = 2min;      // each series has a newer one by then, unless none came any more

std::string nameOf(const std::string &node, const std::string &dst, const SeriesDefinition &series)
{
    return node + '\t' + dst + '\t' + series.metric + '\t' + series.labels;
}

} // namespace

RecordedPredictions::RecordedPredictions(std::filesystem::path file, const SeriesDictionary &names,
                                         const TimeService &head)
    : m_file(std::move(file))
    , m_names(names)
    , m_time(head)
{
}

RecordedPredictions::~RecordedPredictions()
{
    stop();
}

void RecordedPredictions::start()
{
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
}

void RecordedPredictions::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void RecordedPredictions::run()
{
    while (true) {
        follow();
        const bool more = judge();
        std::unique_lock lock(m_mutex);
        if (m_wake.wait_for(lock, more ? 0ms : lookAtHeadEvery, [this] { return m_stop; }))
            return;
    }
}

bool RecordedPredictions::isStopped() const
{
    const std::lock_guard lock(m_mutex);
    return m_stop;
}

void RecordedPredictions::follow()
{
    const SteadyTime now = std::chrono::steady_clock::now();
    if (m_lookedAt && now - *m_lookedAt < lookAtHeadEvery)
        return;
    m_lookedAt = now;
    if (const Timestamp head = m_time.now(); head != m_head)
        show(head);
}

// A leap of the head gives up what is being judged: it is of another time.
bool RecordedPredictions::judge()
{
    if (!m_reader)
        return false;
    m_hasLeapt = false;
    const JudgingOwner owner{[this] {
                                 follow();
                                 return !m_hasLeapt && !isStopped();
                             },
                             [this] { return isStopped(); }};
    const bool more = m_judged.step(*m_reader, m_head, owner) || m_hasLeapt;
    const SteadyTime now = std::chrono::steady_clock::now();
    if (m_judgedChanges != m_judged.changes() && (!more || !m_toldAt || now - *m_toldAt >= 1s)) {
        m_judgedChanges = m_judged.changes();
        m_toldAt = now;
        auto skill = m_judged.skill();
        auto anomalies = m_judged.anomalies([this](SeriesId recorded) { return idOf(recorded); });
        const std::lock_guard lock(m_mutex);
        m_skill = std::move(skill);
        m_anomalies = std::move(anomalies);
        ++m_version;
    }
    return more;
}

void RecordedPredictions::learnNames()
{
    const DictionaryChanges changes = m_names.changesSince(m_known);
    m_known = changes.cursor;
    for (const NodeDefinition &node : changes.nodes) {
        m_nodeNames.resize(std::max<std::size_t>(m_nodeNames.size(), index(node.id) + std::size_t{1}));
        m_nodeNames[index(node.id)] = node.name;
    }
    const auto name = [this](NodeId node) {
        return node == noNode ? std::string() : m_nodeNames[index(node)];
    };
    for (const EntityDefinition &entity : changes.entities) {
        m_entities.resize(std::max<std::size_t>(m_entities.size(), index(entity.id) + std::size_t{1}));
        m_entities[index(entity.id)] = {entity.node, entity.dst};
    }
    for (const SeriesDefinition &series : changes.series) {
        const auto [node, dst] = m_entities[index(series.entity)];
        m_ids[nameOf(name(node), name(dst), series)] = series.id;
    }
}

std::optional<SeriesId> RecordedPredictions::idOf(SeriesId recorded)
{
    const auto name = m_recorded.find(recorded);
    const auto id = name == m_recorded.end() ? m_ids.end() : m_ids.find(name->second);
    return id == m_ids.end() ? std::nullopt : std::optional(id->second);
}

void RecordedPredictions::learnRecordedNames()
{
    const SessionNames &names = m_reader->names();
    if (m_recorded.size() == names.series.size())
        return;
    for (const auto &[id, series] : names.series)
        m_recorded[id] =
            nameOf(std::string(names.node(series.entity)), std::string(names.dst(series.entity)), series);
}

Result<void> RecordedPredictions::read(Timestamp head)
{
    if (!m_reader) {
        auto opened = SessionReader::open(m_file);
        if (!opened)
            return tl::unexpected(opened.error());
        m_reader = *std::move(opened);
    }
    if (const auto refreshed = m_reader->recorded(); !refreshed)
        return tl::unexpected(refreshed.error());
    learnRecordedNames();
    const bool goesOn = head > m_head && head - m_head <= longestStep;
    if (!goesOn)
        m_latest.clear();
    // What was issued at the head itself stands there.
    constexpr std::chrono::nanoseconds next{1};
    return m_reader->log().forecasts(
        {}, goesOn ? m_head + next : head - stands, head + next, [this](const SessionForecast &one) {
            const auto id = idOf(one.series);
            auto forecast = id ? forecastFromRecord(*id, one.issued, one.model, one.data) : std::nullopt;
            if (forecast)
                m_latest[*id] = *forecast;
            return !isStopped();
        });
}

void RecordedPredictions::show(Timestamp head)
{
    learnNames();
    const auto done = read(head);
    std::string fault = done ? std::string() : done.error().message;
    if (head < m_head - RecordedSkill::smallStep || head > m_head + longestStep) {
        m_hasLeapt = true;
        m_toldAt.reset();
    }
    m_head = head;
    std::erase_if(m_latest, [head](const auto &one) { return head - one.second.issued > stands; });
    auto predictions = std::make_shared<Predictions>();
    predictions->time = head;
    for (const auto &[series, forecast] : m_latest)
        predictions->forecasts.push_back(forecast);
    {
        const std::lock_guard lock(m_mutex);
        m_predictions = std::move(predictions);
        m_fault = std::move(fault);
    }
    ++m_version;
}

PredictionsPtr RecordedPredictions::predictions() const
{
    const std::lock_guard lock(m_mutex);
    return m_predictions;
}

SkillRecordPtr RecordedPredictions::skill() const
{
    const std::lock_guard lock(m_mutex);
    return m_skill;
}

AnomaliesPtr RecordedPredictions::anomalies() const
{
    const std::lock_guard lock(m_mutex);
    return m_anomalies;
}

std::string RecordedPredictions::fault() const
{
    const std::lock_guard lock(m_mutex);
    return m_fault;
}

} // namespace desk
