// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sourceview.h"
#include "widgets/theme/panel.h"

#include <QJsonObject>

namespace desk {

// A panel of the window that can look at the live source or at a recording. Each side is a page of its own,
// made when it is first wanted; the one that is not shown is hidden and does nothing. GUI thread.
class SourcePanel final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourcePanel)

public:
    struct Content
    {
        QWidget *widget = nullptr;
        std::function<QJsonObject()> save; // may be empty
        std::function<void(const QJsonObject &)> restore;
        std::function<void(Panel &)> moveControls; // into the header; may be empty
    };
    using Factory = std::function<Content(const SourceView &)>;

    // A child of the window. live must outlive it.
    SourcePanel(const Theme &theme, const QString &name, Factory factory, const SourceView &live,
                QWidget *window);

    // A recording that may be shown; null = there is none any more, and the panel is live again.
    void offerReplay(const SourceView *replay);
    // Without a recording it stays live. The first time, a replay shows the same things as the live page.
    void showReplay(bool replay);
    [[nodiscard]] bool isReplay() const { return m_isReplay; }
    [[nodiscard]] Panel &panel() const { return *m_panel; }
    [[nodiscard]] QWidget *live() const { return m_live.widget; }
    [[nodiscard]] QWidget *replay() const { return m_replay.widget; } // null before it was wanted
    [[nodiscard]] const Factory &factory() const { return m_factory; }
    // Of the live page; a copy takes that of the page on screen.
    [[nodiscard]] QJsonObject state() const { return m_live.save ? m_live.save() : QJsonObject(); }
    [[nodiscard]] QJsonObject shownState() const;
    void restore(const QJsonObject &state);
    void retranslate();

Q_SIGNALS:
    void switched();
    void copyWanted(bool replay);

private:
    void put(Content &page);
    void fillMenu();

    const Factory m_factory;
    Panel *m_panel = nullptr; // the window's
    const SourceView *m_source = nullptr;
    Content m_live;
    Content m_replay;
    bool m_isReplay = false;
};

} // namespace desk
