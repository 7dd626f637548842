// Whom and what the scene is made of: names as people have them, short, long, and in four scripts.

/** The password of everybody in the scene. */
export const scenePassword = 'obviously fake but long'

/** Administrators: the first signs in for tests, the last loses the right. */
export const admins = {
  rosa: { name: 'Rosa Delgado', email: 'rosa@rowing-club.example' },
  kenji: { name: '渡辺 健二', email: 'kenji.watanabe@rowing-club.example' },
  magda: {
    name: 'Magdalena Wojciechowska-Brzezińska',
    email: 'magdalena.wojciechowska-brzezinska@rowing-club.example',
  },
  tomas: { name: 'Tomás Ferreira', email: 'tomas@rowing-club.example' },
} as const

export type Admin = keyof typeof admins

/** Everybody else, in the order of the links through which they join. */
export const people: readonly (readonly [name: string, email: string])[] = [
  ['Li', 'li@example.org'],
  ['Bo', 'bo@example.org'],
  ['Ng', 'ng@a-company-with-a-very-long-name.example'],
  ['Ada Lovelace', 'ada.lovelace@example.org'],
  ['Анна Каренина', 'anna.karenina@rowing-club.example'],
  ['محمد عبد الرحمن', 'mohamed.abdelrahman@example.org'],
  ['佐藤 花子', 'hanako.sato@example.org'],
  ['Grace Hopper', 'grace@example.org'],
  ['Bartholomäus Freiherr von Hohenlohe-Waldenburg-Schillingsfürst', 'bartholomaeus@example.org'],
  ['Noor', 'noor@mail.example'],
  ['Katherine Johnson', 'katherine.johnson@a-company-with-a-very-long-name.example'],
  ['Jürgen Weiß', 'juergen.weiss@rowing-club.example'],
  ['Zoë Żółkiewska', 'zoe@mail.example'],
  ['Иван Петров', 'ivan@mail.example'],
  ['فاطمة الزهراء', 'fatima@mail.example'],
  ['鈴木 一郎', 'ichiro.suzuki@mail.example'],
  ['Al', 'al@mail.example'],
  ['Ngozi Okonkwo', 'ngozi.okonkwo@rowing-club.example'],
  ['Edsger Dijkstra', 'edsger@example.org'],
  ['Barbara Liskov', 'barbara.liskov@example.org'],
  ['Søren Kjærgård', 'soren@rowing-club.example'],
  ['Татьяна Ларина', 'tatyana.larina@example.org'],
  ['Yu', 'yu@example.org'],
  ['Mary-Jane O’Sullivan-Fitzgerald', 'mary-jane.osullivan-fitzgerald@example.org'],
  ['Alan Turing', 'alan@example.org'],
  ['خالد', 'khaled@rowing-club.example'],
  ['高橋', 'takahashi@rowing-club.example'],
  ['Somebody Who Leaves', 'leaves@mail.example'],
  ['Pedro Álvares Cabral de Gouveia', 'pedro.cabral@example.org'],
  ['Ólafur Guðmundsson', 'olafur@mail.example'],
  ['Jo', 'jo@mail.example'],
  ['Dmitri Mendeleev', 'dmitri.mendeleev@rowing-club.example'],
  ['Ирина', 'irina@example.org'],
  ['ليلى', 'layla@example.org'],
  ['伊藤 さくら', 'sakura.ito@a-company-with-a-very-long-name.example'],
  ['Margaret Hamilton', 'margaret.hamilton@example.org'],
  ['Wolfgang', 'wolfgang@rowing-club.example'],
  ['Ana', 'ana@mail.example'],
  ['Rajesh Venkataraman Subramaniam', 'rajesh.venkataraman.subramaniam@example.org'],
  ['Lê Thị Hồng', 'hong.le@mail.example'],
  ['Олексій Шевченко', 'oleksii.shevchenko@rowing-club.example'],
  ['Radia Perlman', 'radia@example.org'],
  ['ياسر عرفان', 'yasser@mail.example'],
  ['山田 太郎', 'taro.yamada@example.org'],
  ['Vi', 'vi@rowing-club.example'],
  ['Donald Knuth', 'donald.knuth@example.org'],
  ['Frances Allen', 'frances.allen@a-company-with-a-very-long-name.example'],
  ['Łukasz Gąsior', 'lukasz@example.org'],
  ['Светлана Александровна Константинопольская', 'svetlana@mail.example'],
  ['عائشة بنت أحمد بن عبد العزيز', 'aisha.ahmed@example.org'],
  ['中村', 'nakamura@mail.example'],
  ['Hedy Lamarr', 'hedy@example.org'],
  ['Tim', 'tim@example.org'],
  ['Joan Clarke', 'joan.clarke@rowing-club.example'],
  ['Karen Spärck Jones', 'karen.jones@example.org'],
  ['Dan', 'dan@mail.example'],
  ['Sophie Wilson', 'sophie.wilson@example.org'],
  ['Борис', 'boris@rowing-club.example'],
  ['سارة', 'sara@mail.example'],
  ['小林 美咲', 'misaki.kobayashi@rowing-club.example'],
  ['Evelyn Boyd Granville', 'evelyn@example.org'],
  ['Fei-Fei', 'fei-fei@mail.example'],
  ['Annie Easley', 'annie.easley@example.org'],
  ['Ivan', 'ivan.the.other@mail.example'],
  ['Lynn Conway', 'lynn@a-company-with-a-very-long-name.example'],
  ['Oğuz Çelik', 'oguz@example.org'],
  ['Mei', 'mei@rowing-club.example'],
  ['Radhika', 'radhika@example.org'],
  ['Emma Castelnuovo', 'emma.castelnuovo@example.org'],
]

/** Whom links over turn away, and who then asks for another. */
export const latecomers = [
  'late@example.org',
  'pia@mail.example',
  'a.rather.long.address.of.somebody@a-company-with-a-very-long-name.example',
  'wei@example.org',
  'oskar.lindqvist@rowing-club.example',
  'nina@mail.example',
  'hiro@example.org',
] as const

type Visitor = { address: string; userAgent: string }

/** The browsers that people come with, from addresses that belong to nobody. */
export const visitors: readonly Visitor[] = [
  {
    address: '192.0.2.17',
    userAgent:
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  },
  {
    address: '198.51.100.4',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  },
  {
    address: '2001:db8:85a3::8a2e:370:7334',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0',
  },
  {
    address: '203.0.113.250',
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
  },
  {
    address: '203.0.113.9',
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
  },
]
