// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace desk {

class Theme;

// A part of the inspector below a title that folds it away. One that is folded or hidden is not refreshed and
// computes nothing. GUI thread.
class InspectorSection : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InspectorSection)

public:
    InspectorSection(const Theme &theme, const QString &name);

    void setTitle(const QString &title);
    void add(QWidget *widget); // below what is there
    void setExpanded(bool expanded);
    [[nodiscard]] bool isExpanded() const;
    // Another node or link, or noEntity. A section that has nothing to say of it hides itself, and comes back
    // with the refresh after there is something.
    void inspect(EntityId entity);
    // The newest figures; twice a second.
    void refresh();

Q_SIGNALS:
    void expandedChanged();

protected:
    [[nodiscard]] QVBoxLayout &body() const { return *m_body; }
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] EntityId entity() const { return m_entity; }
    // Whether there is something to say of m_entity; asked with each refresh.
    [[nodiscard]] virtual bool concerns() const { return m_entity != noEntity; }
    // m_entity is another one, or concerns this section again. A look follows.
    virtual void begin() {}
    // Puts the newest figures on screen.
    virtual void look() {}
    virtual void retranslate() {}
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();
    void showExpanded();

    const Theme &m_theme;
    QToolButton *m_title = nullptr;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_body = nullptr;
    EntityId m_entity = noEntity;
    bool m_concerned = false;
    bool m_begun = false;
};

} // namespace desk
