// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/changewords.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/topology/itemtip.h"

#include <array>

namespace desk {
namespace {

using namespace Qt::StringLiterals;
using Kind = TopologyChange::Kind;
using Reason = TopologyChange::Reason;

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QChar signOf(Kind kind)
{
    switch (kind) {
    case Kind::nodeAdded:
    case Kind::linkAdded:
        return u'+';
    case Kind::nodeRemoved:
    case Kind::linkRemoved:
        return u'−';
    case Kind::linkUp:
        return u'↑';
    case Kind::linkDown:
        return u'↓';
    case Kind::linkFlapped:
        return u'↕';
    case Kind::nodeHealth:
    case Kind::nodeChanged:
    case Kind::linkChanged:
        break;
    }
    return u'·';
}

// A field a spreadsheet would take for a formula gets an apostrophe.
QString quoted(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

QString ChangeWords::kind(Kind kind)
{
    switch (kind) {
    case Kind::nodeAdded:
        return tr("node added");
    case Kind::nodeRemoved:
        return tr("node removed");
    case Kind::nodeHealth:
        return tr("health");
    case Kind::nodeChanged:
        return tr("node changed");
    case Kind::linkAdded:
        return tr("link added");
    case Kind::linkRemoved:
        return tr("link removed");
    case Kind::linkUp:
        return tr("link up");
    case Kind::linkDown:
        return tr("link down");
    case Kind::linkFlapped:
        return tr("link flapped");
    case Kind::linkChanged:
        break;
    }
    return tr("link changed");
}

QString ChangeWords::change(const TopologyChange &change)
{
    return signOf(change.kind) + u' ' + kind(change.kind);
}

QString ChangeWords::reason(const TopologyChange &change)
{
    const bool gone = change.kind == Kind::nodeRemoved || change.kind == Kind::linkRemoved;
    switch (change.reason) {
    case Reason::unknown:
        break;
    case Reason::definition:
        return gone ? tr("not defined any more") : tr("defined");
    case Reason::telemetry:
        return tr("first seen in telemetry");
    case Reason::silent:
        return tr("silent since %1").arg(ValueFormatter::timeOfDay(change.silentSince));
    case Reason::endFailed:
        return tr("one end failed");
    case Reason::reported:
        return tr("reported");
    }
    return {};
}

QString ChangeWords::detail(const TopologyChange &change)
{
    QStringList parts;
    if (change.kind == Kind::nodeHealth)
        parts << ItemTip::healthText(change.before) + u" → "_s + ItemTip::healthText(change.after);
    if (const QString why = reason(change); !why.isEmpty())
        parts << why;
    const auto shown = [](const std::string &value) {
        return value.empty() ? ValueFormatter::unknown() : textOf(value).simplified();
    };
    for (const TopologyChange::Field &field : change.fields)
        parts << textOf(field.name) + u' ' + shown(field.before) + u" → "_s + shown(field.after);
    return parts.join(u"; "_s);
}

QByteArray ChangeWords::csv(std::span<const TopologyChange> changes)
{
    static constexpr std::array<QStringView, TopologyChange::kinds> kinds{
        u"node_added",   u"node_removed", u"node_health", u"node_changed", u"link_added",
        u"link_removed", u"link_up",      u"link_down",   u"link_flapped", u"link_changed"};
    static constexpr std::array<QStringView, 6> reasons{u"",       u"definition", u"telemetry",
                                                        u"silent", u"end_failed", u"reported"};
    QString out = u"time,change,node,target,reason,field,before,after\r\n"_s;
    for (const TopologyChange &change : changes) {
        const QString head = ValueFormatter::fullTime(change.time) + u',' +
                             kinds[std::size_t(change.kind)].toString() + u',' + quoted(textOf(change.node)) +
                             u',' + quoted(textOf(change.target)) + u',' +
                             reasons[std::size_t(change.reason)].toString() + u',';
        const auto line = [&](std::string_view field, std::string_view before, std::string_view after) {
            out += head + textOf(field) + u',' + quoted(textOf(before)) + u',' + quoted(textOf(after)) +
                   u"\r\n"_s;
        };
        if (change.kind == Kind::nodeHealth)
            line("health", healthWord(change.before), healthWord(change.after));
        else if (change.fields.empty())
            line({}, {}, {});
        for (const TopologyChange::Field &field : change.fields)
            line(field.name, field.before, field.after);
    }
    return out.toUtf8();
}

} // namespace desk
