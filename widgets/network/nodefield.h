// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/nodedirectory.h"
#include "models/processing/parameterfeed.h"

#include <QWidget>

class QLineEdit;
class QStringListModel;
class QToolButton;

namespace desk {

class Theme;

// What the pages of the network panel share; it outlives them.
struct NetworkContext
{
    ParameterFeed &feed;
    FleetSelection &selection;
    const Theme &theme;
    const NodeDirectory &directory;
    QStringListModel &entries; // of the directory, for completion

    // Of what is selected: the node, or the first end of the link; null = nothing.
    [[nodiscard]] QString selectedNode() const;
};

// Where a node is named: typed with completion over names and labels, or taken from what is selected. GUI
// thread.
class NodeField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NodeField)

public:
    explicit NodeField(const NetworkContext &context, QWidget *parent = nullptr);

    // By name, also of one that nobody knows yet.
    void setNode(const QString &name);
    // Its name; empty where nothing is named or nobody knows it.
    [[nodiscard]] QString node() const;
    // What is kept: the name, or what was typed.
    [[nodiscard]] QString wanted() const;
    [[nodiscard]] bool isEmpty() const;
    // For the accessible name and the tooltips: "From".
    void setPurpose(const QString &purpose);
    void retranslate();
    // The directory is another one.
    void showEntry();

Q_SIGNALS:
    void nodeChanged();

private:
    void finishEditing();
    void takeSelected();

    const NetworkContext m_context;
    QLineEdit *m_edit = nullptr;
    QToolButton *m_take = nullptr;
    QString m_last; // what nodeChanged() was said of
    QString m_purpose;
};

} // namespace desk
