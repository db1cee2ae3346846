import asyncio, time, sys, statistics, itertools, cProfile, pstats, tempfile
import benchmarks.discord as B
from benchmarks.discord import *
B.COUNT=200
async def main():
    with tempfile.TemporaryDirectory() as d:
        store = SqlStore(d+"/t.sqlite3")
        pack = load(PACK)
        asked = Watched(Tutor(Desk(store, SystemClock(), Library((pack,), pack.glossary))))
        answered = Watched(Tutor(Desk(store, SystemClock(), Library((tea_pack(WHITE),), Glossary()))))
        empty = discord.AutoShardedClient(intents=discord.Intents(guilds=True), shard_ids=[0], shard_count=3)
        empty.add_dynamic_items(Empty)
        async with far_discord(Sink) as far:
            point_at(far.api)
            async with connected(far, ours(asked, far.api, 1), 1), connected(far, ours(answered, far.api, 2), 2), connected(far, empty, 0):
                bots={"empty":Bot(far,0,None),"ask":Bot(far,1,asked),"answer":Bot(far,2,answered)}
                payloads, people = Payloads(far), itertools.count(1)
                button = discord.ui.Button(label="press", custom_id="empty:1")
                small = [discord.ui.ActionRow(button).to_component_dict()]
                res={}
                for rnd in range(4):
                  for at in (1,16):
                    work={"empty":[payloads.pressed(1, small, "empty:1") for _ in range(B.COUNT)],
                      "ask":[payloads.called(1, "ask", query=QUERIES[n % 4]) for n in range(B.COUNT)],
                      "answer": await answers(answered,payloads,people)}
                    for n,b in bots.items():
                        c=time.process_time(); th=time.thread_time(); 
                        prof = None
                        if len(sys.argv)>1 and sys.argv[1]==n and at==16 and rnd==3:
                            prof=cProfile.Profile(); prof.enable()
                        w=await b.takes(work[n],at)
                        if prof: prof.disable(); pstats.Stats(prof).sort_stats(sys.argv[2]).print_stats(60)
                        else: res.setdefault((n,at),[]).append(((time.process_time()-c)/B.COUNT*1e6,(time.thread_time()-th)/B.COUNT*1e6,w))
                for k,v in res.items():
                    print(k,"cpu",[round(x[0]) for x in v],"main",[round(x[1]) for x in v],"wall",[round(x[2]) for x in v])
        store.close()
asyncio.run(main())
