// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/palettesources.h"

#include "models/itemmodels/fleetselection.h"
#include "models/processing/parameterfeed.h"
#include "models/timeseries/markrecord.h"

namespace desk {

using namespace Qt::StringLiterals;

namespace {

std::string entityWords(const SeriesCatalogue &names, EntityId id)
{
    const EntityDefinition &entity = names.entity(id);
    std::string text = names.node(entity.node).name;
    if (entity.dst != noNode)
        text += " → " + names.node(entity.dst).name;
    return text;
}

} // namespace

ActionSource::ActionSource(Lister lister, std::function<quint64()> menus)
    : m_lister(std::move(lister))
    , m_menus(std::move(menus))
{
}

// Asked before anything else: menus are made anew with a language or a recording.
quint64 ActionSource::epoch() const
{
    if (const quint64 now = m_menus(); now != m_epoch) {
        m_epoch = now;
        m_commands = m_lister();
    }
    return m_epoch;
}

QString ActionSource::kind(std::size_t entry) const
{
    const QAction *action = m_commands[entry].action;
    return action && action->objectName().startsWith(u"layout-"_s) ? tr("Layout") : tr("Command");
}

std::string ActionSource::words(std::size_t entry) const
{
    return m_commands[entry].path.toStdString();
}

QString ActionSource::explanation(std::size_t entry) const
{
    const QAction *action = m_commands[entry].action;
    if (!action || !action->isEnabled())
        return tr("not possible now");
    if (!action->statusTip().isEmpty())
        return action->statusTip();
    if (action->objectName().startsWith(u"layout-"_s))
        return tr("arranges the windows so");
    if (action->isCheckable() && action->isChecked() && !action->actionGroup())
        return tr("switches it off");
    return tr("does it");
}

QString ActionSource::shortcut(std::size_t entry) const
{
    const QAction *action = m_commands[entry].action;
    return action ? action->shortcut().toString(QKeySequence::NativeText) : QString();
}

void ActionSource::run(std::size_t entry)
{
    if (QAction *action = m_commands[entry].action)
        action->trigger(); // one that is disabled does nothing
}

QString EntitySource::kind(std::size_t entry) const
{
    const auto &entity = m_side.view().feed.catalogue().entity(EntityId(entry));
    return entity.dst == noNode ? tr("Node") : tr("Link");
}

std::size_t EntitySource::size() const
{
    return m_side.view().feed.catalogue().entityCount();
}

std::string EntitySource::words(std::size_t entry) const
{
    return entityWords(m_side.view().feed.catalogue(), EntityId(entry));
}

QString EntitySource::explanation(std::size_t entry) const
{
    const auto &entity = m_side.view().feed.catalogue().entity(EntityId(entry));
    return entity.dst == noNode ? tr("selects the node in all panels") : tr("selects the link in all panels");
}

void EntitySource::run(std::size_t entry)
{
    m_side.view().selection.select(EntityId(entry));
}

std::size_t ParameterSource::size() const
{
    return m_side.view().feed.catalogue().size();
}

std::string ParameterSource::words(std::size_t entry) const
{
    const SeriesCatalogue &names = m_side.view().feed.catalogue();
    const SeriesId id{static_cast<std::uint32_t>(entry)};
    return entityWords(names, names.series(id).entity) + " " + names.metricName(id);
}

QString ParameterSource::explanation(std::size_t) const
{
    return tr("puts the parameter on the active chart");
}

void ParameterSource::run(std::size_t entry)
{
    m_showCharts();
    m_side.view().selection.requestChart(SeriesId(entry));
}

// One that is set may stand before others.
quint64 MarkSource::epoch() const
{
    return m_side.epoch() + m_side.view().marks->marks().size() * 1000;
}

std::size_t MarkSource::size() const
{
    return m_side.view().marks->marks().size();
}

std::string MarkSource::words(std::size_t entry) const
{
    const MarkRecord::Mark &mark = m_side.view().marks->marks()[entry];
    const std::string text = QString::fromStdString(mark.text).simplified().left(120).toStdString();
    return text + "  " + formatTimestamp(mark.at, Fraction::none);
}

QString MarkSource::explanation(std::size_t) const
{
    return tr("goes to the mark in time");
}

void MarkSource::run(std::size_t entry)
{
    if (entry < size())
        m_show(m_side.view().marks->marks()[entry].at);
}

quint64 PanelSource::epoch() const
{
    if (const quint64 now = m_menus(); now != m_epoch) {
        m_epoch = now;
        m_panels = m_list();
    }
    return m_epoch;
}

std::string PanelSource::words(std::size_t entry) const
{
    return m_panels[entry].title.toStdString();
}

QString PanelSource::explanation(std::size_t) const
{
    return tr("shows the panel and goes there");
}

} // namespace desk
