// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/livedatameter.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"

#include <QEvent>

namespace desk {

using namespace Qt::StringLiterals;

LiveDataMeter::LiveDataMeter(const ParameterFeed &feed, const Theme &theme, QWidget *parent)
    : QLabel(parent)
    , m_feed(feed)
    , m_theme(theme)
{
    setObjectName(u"liveData"_s);
    setTextFormat(Qt::PlainText);
    setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    connect(&theme, &Theme::changed, this, &LiveDataMeter::applyTheme);
    connect(&m_timer, &QTimer::timeout, this, &LiveDataMeter::refresh);
    m_timer.start(std::chrono::seconds{1});
    applyTheme();
    refresh();
}

void LiveDataMeter::applyTheme()
{
    setFont(m_theme.monoFont());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme.color(m_isShort ? Token::advisory : Token::text));
    setPalette(colours);
}

void LiveDataMeter::refresh()
{
    const TimeSeriesStore &store = m_feed.store();
    const auto mebibytes = [](std::size_t bytes) { return QString::number((bytes + (1U << 19U)) >> 20U); };
    const auto reach = store.reach(m_feed.time().steadyNow());
    QString text = tr("live %1/%2 MiB").arg(mebibytes(store.bytesHeld()), mebibytes(store.maxBytes()));
    QStringList words;
    if (reach) {
        const QString kept = ValueFormatter::age(std::chrono::duration<double>(*reach).count());
        const QString window = ValueFormatter::span(store.window());
        text = tr("%1: %2").arg(text, kept);
        words << tr("The last %1 do not fit into this memory: the last %2 are in it.").arg(window, kept);
    }
    words << tr("Memory that live data take, of what they may take.")
          << tr("When it is full, the oldest samples of all series go from it first, the newest never.");
    words
        << (m_feed.history()
                ? tr("What goes from memory stays in the recording; charts read it from there, which takes a "
                     "moment longer.")
                : tr("Nothing is recorded here: what goes from memory is no longer shown."));
    words << tr(
        "The limit is \"Live data in memory\" of the preferences, or memory.max_bytes of config.toml.");
    if (this->text() != text)
        setText(text);
    if (const QString tip = words.join(u'\n'); toolTip() != tip)
        setToolTip(tip);
    if (reach.has_value() == m_isShort)
        return;
    m_isShort = reach.has_value();
    applyTheme();
}

void LiveDataMeter::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace desk
