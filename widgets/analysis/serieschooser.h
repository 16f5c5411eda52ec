// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/seriescatalogue.h"

#include <QAbstractListModel>
#include <QDialog>

#include <functional>

class QLabel;
class QLineEdit;
class QListView;

namespace desk {

// The parameters whose names hold all words typed (see NameQuery), in natural order. The catalogue must
// outlive it. GUI thread.
class SeriesListModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SeriesListModel)

public:
    using Filter = std::function<bool(const SeriesDefinition &)>;

    SeriesListModel(const SeriesCatalogue &catalogue, const Filter &filter, QObject *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] SeriesId at(int row) const { return m_all[m_shown[std::size_t(row)]].id; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row
    {
        SeriesId id = noSeries;
        QString name;
    };
    std::vector<Row> m_all;
    std::vector<std::size_t> m_shown; // in them
};

// Asks for a parameter by typing a part of its name. GUI thread.
class SeriesChooser final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SeriesChooser)

public:
    SeriesChooser(const SeriesCatalogue &catalogue, const SeriesListModel::Filter &filter,
                  const QString &purpose, QWidget *parent);

Q_SIGNALS:
    void chosen(desk::SeriesId series);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void choose();

    SeriesListModel m_model;
    QLineEdit *m_text = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_none = nullptr;
};

} // namespace desk
