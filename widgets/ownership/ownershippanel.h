// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ownership/ownershipboard.h"

#include <QJsonObject>
#include <QTimer>
#include <QWidget>

class QLabel;
class QSplitter;
class QStackedLayout;

namespace desk {

class ElidedLabel;
class EmptyState;
class ResultTable;
class Theme;

// Who owns which device: the workers with their health, and the paths that belong to them. Looks at the
// newest snapshot once a second while it is visible. GUI thread.
class OwnershipPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OwnershipPanel)

public:
    explicit OwnershipPanel(const Theme &theme, QWidget *parent = nullptr);

    // Null = nothing is known of workers, for the reason told. Must outlive the panel.
    void setSource(const OwnershipSource *source, const QString &reason = {});
    // What the timer does.
    void refresh();

    // Passes over what it does not understand.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showSnapshot();
    void retranslate();

    const OwnershipSource *m_source = nullptr;
    QString m_reason;
    std::shared_ptr<const OwnershipSnapshot> m_shown;
    ResultTable *m_workers = nullptr;
    ResultTable *m_paths = nullptr;
    QSplitter *m_split = nullptr;
    ElidedLabel *m_summary = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_content = nullptr;
    QStackedLayout *m_pages = nullptr;
    QTimer m_clock;
};

} // namespace desk
