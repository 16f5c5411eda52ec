// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ingest/sampletrace.h"

#include "models/itemmodels/valueformatter.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

using Outcome = TraceStep::Outcome;
constexpr int mostNamed = 4;
constexpr double recently = 10; // seconds

class SampleTracer
{
    Q_DECLARE_TR_FUNCTIONS(desk::SampleTracer)

public:
    SampleTracer(const TraceQuestion &question, const TraceContext &context)
        : m_question(question)
        , m_context(context)
        , m_names(context.feed.catalogue())
    {
    }

    std::vector<TraceStep> trace()
    {
        add(tr("A sender"), sender());
        add(tr("The node"), node());
        add(tr("The metric"), metric());
        add(tr("A value"), value());
        add(tr("Its quality"), quality());
        add(tr("To the window"), display());
        add(tr("In the time shown"), time());
        return std::move(m_steps);
    }

private:
    struct Finding
    {
        Outcome outcome = Outcome::passed;
        QString sentence;
    };

    void add(const QString &stage, const Finding &finding)
    {
        if (m_ended)
            m_steps.push_back({stage, Outcome::notReached, {}});
        else
            m_steps.push_back({stage, finding.outcome, finding.sentence});
        m_ended = m_ended || finding.outcome == Outcome::fault;
    }

    // What was refused and names the node or the metric.
    [[nodiscard]] QString refusalOf(const QString &name) const
    {
        const std::string wanted = name.toStdString();
        for (const IngestSender &sender : m_context.senders) {
            for (auto frame = sender.newest.rbegin(); frame != sender.newest.rend(); ++frame) {
                const std::string_view bytes(reinterpret_cast<const char *>(frame->bytes.data()),
                                             frame->bytes.size());
                if (!frame->refusal.empty() && !wanted.empty() &&
                    (bytes.find(wanted) != std::string_view::npos ||
                     frame->refusal.find(wanted) != std::string::npos))
                    return tr("%1 sent it, but it was refused: %2")
                        .arg(sender.name, QString::fromStdString(frame->refusal));
            }
        }
        return {};
    }

    // Of whom the most was refused.
    [[nodiscard]] QString refusedOf() const
    {
        const auto most = std::max_element(
            m_context.senders.begin(), m_context.senders.end(),
            [](const IngestSender &a, const IngestSender &b) { return a.refused < b.refused; });
        if (most->refused == 0)
            return {};
        return u' ' + tr("Of what %1 sent, %2 were refused: choose it to see why.")
                          .arg(most->name, ValueFormatter::count(most->refused));
    }

    [[nodiscard]] Finding sender() const
    {
        if (m_context.senders.empty())
            return {Outcome::fault, tr("Nothing has ever been sent here. Connect a device, or post to the "
                                       "address in the status line.")};
        const auto sends = [](const IngestSender &one) {
            return one.silentSeconds && *one.silentSeconds < recently;
        };
        const auto count = std::count_if(m_context.senders.begin(), m_context.senders.end(), sends);
        if (count > 0)
            return {Outcome::passed,
                    tr("%n sender(s) sent something in the last ten seconds.", nullptr, int(count)) +
                        refusedOf()};
        for (const IngestSender &one : m_context.senders) {
            if (!one.reason.isEmpty())
                return {Outcome::doubt, tr("%1: %2").arg(one.name, one.reason)};
        }
        return {Outcome::doubt, tr("All senders have been silent for more than ten seconds.")};
    }

    [[nodiscard]] Finding node()
    {
        const QStringList ends = m_question.node.split(u'→');
        const QString first = ends.value(0).trimmed();
        const QString second = ends.value(1).trimmed();
        m_entity = m_names.findEntity(first.toStdString(), second.toStdString());
        if (m_entity != noEntity)
            return {Outcome::passed, tr("%1 is known.").arg(m_question.node)};
        if (const QString refusal = refusalOf(first); !refusal.isEmpty())
            return {Outcome::fault, refusal};
        QStringList alike;
        for (std::uint32_t i = 0; i < m_names.entityCount() && alike.size() < mostNamed; ++i) {
            const EntityDefinition &entity = m_names.entity(static_cast<EntityId>(i));
            const QString name = QString::fromStdString(m_names.node(entity.node).name);
            const bool isNode = entity.dst == noNode;
            if (isNode == second.isEmpty() &&
                (name.contains(first, Qt::CaseInsensitive) || first.contains(name, Qt::CaseInsensitive)))
                alike += isNode
                             ? name
                             : u"%1 → %2"_s.arg(name, QString::fromStdString(m_names.node(entity.dst).name));
        }
        if (alike.isEmpty())
            return {
                Outcome::fault,
                tr("Nothing that was taken names %1. Look at what the senders send.").arg(m_question.node)};
        return {Outcome::fault, tr("Nothing that was taken names %1. There is: %2. Capitals count.")
                                    .arg(m_question.node, alike.join(u", "_s))};
    }

    [[nodiscard]] Finding metric()
    {
        if (m_entity == noEntity)
            return {};
        QStringList known;
        const QString wanted = m_question.metric.trimmed();
        for (const SeriesId id : m_names.seriesOf(m_entity)) {
            const QString name = QString::fromStdString(m_names.metricName(id));
            if (name == wanted)
                m_series = id;
            known += name;
        }
        if (m_series != noSeries)
            return {Outcome::passed, tr("%1 of it is known.").arg(wanted)};
        if (const QString refusal = refusalOf(wanted); !refusal.isEmpty())
            return {Outcome::fault, refusal};
        std::stable_partition(known.begin(), known.end(), [&wanted](const QString &name) {
            return name.contains(wanted, Qt::CaseInsensitive) || wanted.contains(name, Qt::CaseInsensitive);
        });
        const bool more = known.size() > mostNamed;
        return {Outcome::fault,
                tr("No value of that name was taken. There is: %1. Capitals count.")
                    .arg(known.mid(0, mostNamed).join(u", "_s) + (more ? u" …"_s : QString()))};
    }

    [[nodiscard]] Finding value()
    {
        if (m_series == noSeries)
            return {};
        m_value = m_context.feed.lastValues().find(m_series);
        const QString refusal = refusalOf(m_question.metric.trimmed());
        if (!m_value && !refusal.isEmpty())
            return {Outcome::fault, refusal};
        if (!m_value)
            return {Outcome::fault, tr("It was named, but no value has come since the window was opened.")};
        if (std::isnan(m_value->value))
            return {Outcome::fault, tr("What comes is no number (NaN): the device has none to tell.")};
        const double age =
            std::chrono::duration<double>(m_context.feed.time().steadyNow() - m_value->seen).count();
        const QString sentence = tr("The newest came %1 ago: %2.")
                                     .arg(ValueFormatter::age(age), QString::number(m_value->value, 'g', 6));
        const auto fresh = LastValueCache::freshness(m_value, m_context.feed.time().steadyNow());
        if (fresh == Freshness::stale && !refusal.isEmpty())
            return {Outcome::doubt, u"%1 %2"_s.arg(sentence, refusal)};
        if (fresh == Freshness::stale)
            return {Outcome::doubt, tr("%1 It used to come more often: look at the sender.").arg(sentence)};
        return {Outcome::passed, sentence};
    }

    [[nodiscard]] Finding quality() const
    {
        if (!m_value)
            return {};
        const Quality quality = m_value->quality;
        if (has(quality, Quality::invalid))
            return {Outcome::doubt, tr("The sender calls it invalid; it is drawn as such.")};
        if (has(quality, Quality::clockAhead))
            return {Outcome::doubt, tr("Its clock is ahead of this one: it lies to the right of now.")};
        if (has(quality, Quality::backFilled))
            return {Outcome::doubt,
                    tr("It came late, or its clock is behind: it lies where its own time says.")};
        return {Outcome::passed, tr("It is as good as the sender says.")};
    }

    [[nodiscard]] Finding display() const
    {
        if (m_context.displayDropped == 0)
            return {Outcome::passed, tr("The window followed everything.")};
        return {Outcome::doubt, tr("The window could not follow %1 samples. They are in the recording, and "
                                   "come back when a chart is zoomed.")
                                    .arg(ValueFormatter::count(m_context.displayDropped))};
    }

    [[nodiscard]] Finding time() const
    {
        if (!m_value)
            return {};
        const TimeRange shown = m_context.conductor.bounds();
        const Timestamp at = fromNanoseconds(m_value->generation);
        const QString when = ValueFormatter::fullTime(at);
        if (at < shown.start)
            return {Outcome::fault,
                    tr("Its own time is %1, before what the charts show: its clock is behind, or the time "
                       "shown is later. Choose All in the time line.")
                        .arg(when)};
        if (at > shown.end)
            return {Outcome::fault,
                    tr("Its own time is %1, after what the charts show: go back to live, or set its clock.")
                        .arg(when)};
        return {Outcome::passed,
                tr("Its time, %1, is on the charts. Drag it there from the parameter table.").arg(when)};
    }

    const TraceQuestion &m_question;
    const TraceContext &m_context;
    const SeriesCatalogue &m_names;
    std::vector<TraceStep> m_steps;
    bool m_ended = false;
    EntityId m_entity = noEntity;
    SeriesId m_series = noSeries;
    const LastValue *m_value = nullptr;
};

} // namespace

std::vector<TraceStep> traceSample(const TraceQuestion &question, const TraceContext &context)
{
    return SampleTracer(question, context).trace();
}

} // namespace desk
