// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace.h"

#include "app/mainwindow.h"
#include "app/noticebar.h"
#include "models/settings/layoutdocument.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <cstdio>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds settleTime{200};

// Which series are on which chart; not in which order and colours they came.
QJsonArray contentOf(const QJsonObject &charts)
{
    QJsonArray out{charts.value(u"columns"_s)};
    const QJsonArray all = charts.value(u"charts"_s).toArray();
    for (const auto &chart : all) {
        QStringList names;
        const QJsonArray traces = chart.toObject().value(u"series"_s).toArray();
        for (const auto &value : traces) {
            const QJsonObject series = value.toObject();
            names << QStringList{series.value(u"node"_s).toString(), series.value(u"dst"_s).toString(),
                                 series.value(u"metric"_s).toString()}
                         .join(u'\n');
        }
        names.sort();
        out.append(QJsonArray::fromStringList(names));
    }
    return out;
}

// What of a window counts as its arrangement.
QJsonArray arrangementOf(const QJsonArray &windows)
{
    QJsonArray out;
    for (const auto &window : windows) {
        out.append(window.toObject().value(u"docks"_s));
        out.append(contentOf(MainWindow::chartsOf(window.toObject())));
    }
    return out;
}

} // namespace

Workspace::Workspace(const WindowSettings &settings, LayoutStore layouts, WindowMaker make)
    : m_settings(settings)
    , m_layouts(std::move(layouts))
    , m_make(std::move(make))
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(settleTime);
    connect(&m_settled, &QTimer::timeout, this, &Workspace::takeStep);
}

// The main window last: it was there first.
Workspace::~Workspace()
{
    m_settled.stop();
    m_applying = true;
    while (!m_windows.empty())
        m_windows.pop_back();
    for (const QPointer<MainWindow> &one : m_retired)
        delete one.data();
}

MainWindow &Workspace::make()
{
    m_windows.push_back(m_make(*this));
    return *m_windows.back();
}

void Workspace::open(QSize wanted, const QString &layout)
{
    const QScopedValueRollback applying(m_applying, true);
    MainWindow &window = make();
    auto last = m_layouts.readLast();
    QString refused;
    if (!last && last.error().code == ErrorCode::notFound)
        last = layoutFromVersion1(m_settings, window.panelNames() << u"timeConductor"_s);
    else if (!last)
        refused = tr("The windows stand as at the first start, because the layout of the last time was "
                     "refused and put aside: %1")
                      .arg(QString::fromStdString(last.error().message));
    const QJsonArray windows = last ? last->value(u"windows"_s).toArray() : QJsonArray();
    window.showWith(windows.first().toObject(), wanted);
    for (qsizetype i = 1; i < windows.size(); ++i)
        make().showWith(windows[i].toObject());
    m_current = last ? m_layouts.find(last->value(u"name"_s).toString()) : QString();
    if (m_current.isEmpty() && windows.isEmpty())
        m_current = m_layouts.shipped().value(0);
    m_shown = capture();
    if (!refused.isEmpty())
        window.notice().say(refused);
    if (!layout.isEmpty() && choose(layout)) {
        m_undo.clear();
        if (wanted.isValid())
            window.resize(wanted);
    }
}

MainWindow &Workspace::openWindow()
{
    MainWindow &window = make();
    window.showWith({{u"arrange"_s, QJsonObject{{u"tabs"_s, QJsonArray{u"charts"_s}}}}});
    noteChange();
    return window;
}

void Workspace::closed(MainWindow &window)
{
    if (m_applying)
        return;
    if (&window == m_windows.front().get()) {
        if (const auto kept = save(); !kept) // nobody can read the notice any more
            std::fprintf(stderr, "constellation-desk: %s\n", kept.error().message.c_str());
        m_applying = true;
        for (std::size_t i = 1; i < m_windows.size(); ++i)
            m_windows[i]->close();
        return;
    }
    const auto gone = std::find_if(m_windows.begin(), m_windows.end(),
                                   [&window](const auto &one) { return one.get() == &window; });
    if (gone == m_windows.end())
        return;
    retire(std::move(*gone));
    m_windows.erase(gone);
    noteChange();
}

// It may be within its own event, so it goes with the next turn of the event loop, or with the workspace.
void Workspace::retire(std::unique_ptr<MainWindow> window)
{
    std::erase_if(m_retired, [](const QPointer<MainWindow> &one) { return one.isNull(); });
    window->deleteLater();
    m_retired.emplace_back(window.release());
}

// Windows that are still there come to their places; between them those that have to come again.
void Workspace::matchWindows(const QJsonArray &windows)
{
    for (std::size_t at = 1; at < std::size_t(windows.size()); ++at) {
        const QJsonObject state = windows[qsizetype(at)].toObject();
        const QString id = state.value(u"id"_s).toString();
        const std::size_t from = std::min(at, m_windows.size());
        auto found = std::find_if(m_windows.begin() + qsizetype(from), m_windows.end(),
                                  [&id](const auto &one) { return one->id() == id; });
        if (found == m_windows.end()) {
            MainWindow &window = make();
            window.setId(id);
            window.showWith(state);
            found = m_windows.end() - 1;
        }
        std::rotate(m_windows.begin() + qsizetype(from), found, found + 1);
    }
}

QJsonArray Workspace::capture() const
{
    QJsonArray windows;
    for (const auto &window : m_windows)
        windows.append(window->layoutState());
    return windows;
}

void Workspace::apply(const QJsonArray &windows, How how)
{
    const QScopedValueRollback applying(m_applying, true);
    if (how == How::docks)
        matchWindows(windows);
    while (m_windows.size() > std::size_t(std::max<qsizetype>(1, windows.size()))) {
        m_windows.back()->hide();
        retire(std::move(m_windows.back()));
        m_windows.pop_back();
    }
    for (std::size_t i = 0; i < std::size_t(windows.size()); ++i) {
        const QJsonObject state = windows[qsizetype(i)].toObject();
        if (i >= m_windows.size())
            make().showWith(state);
        else if (how == How::docks)
            m_windows[i]->undo(state, contentOf(MainWindow::chartsOf(state)) !=
                                          contentOf(MainWindow::chartsOf(m_windows[i]->layoutState())));
        else
            m_windows[i]->restoreLayout(state);
    }
    m_shown = capture();
    m_settled.stop();
}

// A layout that cannot be used changes nothing; the reason is said.
Result<void> Workspace::say(Result<void> result) const
{
    if (!result)
        main().notice().say(tr("Layout: %1").arg(QString::fromStdString(result.error().message)));
    return result;
}

Result<void> Workspace::choose(const QString &name)
{
    const auto layout = m_layouts.read(name);
    if (!layout)
        return say(tl::unexpected(layout.error()));
    takeStep();
    const QJsonArray before = capture();
    apply(layout->value(u"windows"_s).toArray(), How::everything);
    m_undo.push_back(before);
    m_redo.clear();
    m_current = m_layouts.find(name);
    Q_EMIT changed();
    return {};
}

Result<void> Workspace::saveAs(const QString &name)
{
    if (auto saved = say(m_layouts.write(name, capture())); !saved)
        return saved;
    m_current = m_layouts.find(name);
    Q_EMIT changed();
    return {};
}

Result<void> Workspace::rename(const QString &from, const QString &to)
{
    if (auto renamed = say(m_layouts.rename(from, to)); !renamed)
        return renamed;
    if (m_current == from)
        m_current = to;
    Q_EMIT changed();
    return {};
}

Result<void> Workspace::remove(const QString &name)
{
    if (auto removed = say(m_layouts.remove(name)); !removed)
        return removed;
    if (m_current == name)
        m_current.clear();
    Q_EMIT changed();
    return {};
}

Result<void> Workspace::reset()
{
    return choose(m_current.isEmpty() ? m_layouts.shipped().value(0) : m_current);
}

Result<void> Workspace::save()
{
    return say(m_layouts.writeLast(m_current, capture()));
}

void Workspace::noteChange()
{
    if (!m_applying)
        m_settled.start();
}

void Workspace::beginHere()
{
    m_settled.stop();
    m_shown = capture();
}

void Workspace::takeStep()
{
    m_settled.stop();
    const QJsonArray now = capture();
    if (arrangementOf(now) == arrangementOf(m_shown))
        return;
    m_undo.push_back(m_shown);
    if (m_undo.size() > mostSteps)
        m_undo.erase(m_undo.begin());
    m_redo.clear();
    m_shown = now;
    save(); // a program that is killed has it, too
    Q_EMIT changed();
}

void Workspace::step(std::vector<QJsonArray> &from, std::vector<QJsonArray> &to)
{
    if (m_settled.isActive())
        takeStep();
    if (from.empty())
        return;
    to.push_back(capture());
    const QJsonArray wanted = from.back();
    from.pop_back();
    apply(wanted, How::docks);
    Q_EMIT changed();
}

void Workspace::undo()
{
    step(m_undo, m_redo);
}

void Workspace::redo()
{
    step(m_redo, m_undo);
}

} // namespace desk
